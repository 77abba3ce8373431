/** Of the mark that a person set: deliveries are held under it like under a refusal, and nobody needs to be called. */
export const pausedCode = "paused";
