/** A new signing secret as Standard Webhooks has it: `whsec_` and 32 random bytes in base64. */
export const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
