/** The text if it has the form, else '': a mistyped link still opens. */
export const matching = (text: string | undefined, form: RegExp): string => (text && form.test(text) ? text : '')
