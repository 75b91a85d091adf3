export const APP_NAME = 'VerdeMuse'
