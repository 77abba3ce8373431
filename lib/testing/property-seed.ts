import fc from "fast-check";

/**
 * Property tests draw the same cases in every run, so that a change is judged by what it changes.
 * `PROPERTY_SEED=<integer> npx vitest run` draws others: do it after work on an escape or a parser.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_126) });
