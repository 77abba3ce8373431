import { runLauncher } from "./launch/launcher.mjs";
import { serve } from "./launch/serve.mjs";

await runLauncher("start", (launcher) => serve(launcher, { isDev: false }));
