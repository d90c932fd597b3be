/** More of one kind at once in one organization are told as one: an attack from everywhere is one alert, not a thousand. */
export const MOST_APART = 5
