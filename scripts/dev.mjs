import { runLauncher } from "./launch/launcher.mjs";
import { serve } from "./launch/serve.mjs";

await runLauncher("dev", (launcher) => serve(launcher, { isDev: true }));
