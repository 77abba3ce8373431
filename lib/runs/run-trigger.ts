/** The engine trigger of a run; whoever stores runs writes their jobs, too. */
export const runTrigger = "pipeline/run.requested";
