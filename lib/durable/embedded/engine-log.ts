/** What the engine says about itself; a pino logger fits. */
export type EngineLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export const silentLog: EngineLog = { info() {}, warn() {}, error() {} };
