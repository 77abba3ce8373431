/** What a button beside a failure does. */
export type FailureAction =
  /** Copies the command that brings the bot into the channel. */
  | "invite"
  /** Opens the connection to give it new credentials. */
  | "reconnect"
  /** Opens the destination in the builder. */
  | "edit-destination"
  /** Opens its message in the builder. */
  | "edit-template"
  /** Takes the mark off the destination and sends what it held. */
  | "resume"
  /** Sends this delivery again, as it was rendered. */
  | "replay"
  /** Sends it to this destination as the pipeline's current version renders it. */
  | "rerun";

/** Whose move it is: a person's here, whoever runs the other end, or nobody's since it goes on by itself. */
export type FailureMove = "you" | "receiver" | "nobody";

/** A failure in words, for whoever looks at it at night. */
export type FailureEntry = {
  /** A sentence. */
  what: string;
  move: FailureMove;
  /** What to do, a sentence. */
  advice: string;
  actions: readonly FailureAction[];
};
