/** As FIRST_PROFILE_ID of the shared models; named here so that the page carries no schema library for one number. */
export const FIRST_PROFILE = 1
