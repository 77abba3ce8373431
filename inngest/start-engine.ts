import { createExecutor } from "@/lib/durable/embedded/executor";
import { createRelay } from "@/lib/durable/relay/relay-jobs";
import { setCurrentEngine, type Engine } from "@/lib/engine";
import { log } from "@/lib/log";
import { liveFunctions, type FunctionsOptions } from "./live-functions";
import { createSendToInngest } from "./send-to-inngest";
import { inngestSettings } from "./settings";

/**
 * Starts the engine of this process and makes it the one that commits wake. With Inngest configured that is the relay,
 * which hands every job over; the functions then run where Inngest calls them, in `app/api/inngest`.
 */
export async function startEngine({ db, publicUrl }: FunctionsOptions): Promise<Engine> {
  const settings = inngestSettings();
  const engine = settings
    ? createRelay({ url: db.url, forward: createSendToInngest(settings), log })
    : createExecutor({ url: db.url, functions: liveFunctions({ db, publicUrl }), log });
  setCurrentEngine(engine);
  await engine.start();
  return engine;
}
