/** Long enough that no text holds it by chance. */
export const TOKEN = "pat-na1-11111111-2222-3333-4444-555555555555";
