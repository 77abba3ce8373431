/** The engine trigger of a run; whoever stores runs writes their jobs, too. */
export const runTrigger = "pipeline/run.requested";

/** The engine trigger of runs that one commit accepted and this process executes together. */
export const acceptedRunsTrigger = "pipeline/runs.accepted";
