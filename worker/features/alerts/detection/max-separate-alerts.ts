/**
 * If one organization has more alerts of one kind at once, they become one alert: an attack from many addresses is one
 * alert, not a thousand.
 */
export const MAX_SEPARATE_ALERTS = 5
