import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { environmentVariableNames, parseEnv } from "./env";

describe("parseEnv", () => {
  it("needs nothing", () => {
    expect(parseEnv({})).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", publicUrl: "http://127.0.0.1:3000", isSandboxOn: true, isInngestConfigured: false });
  });

  it("names every variable that is wrong, all at once", () => {
    expect(() => parseEnv({ PORT: "http", ROLE: "boss" })).toThrow(/PORT: .*\n.*ROLE: /s);
  });

  it("takes an empty variable as not set", () => {
    expect(parseEnv({ PUBLIC_URL: "", DATABASE_URL: "" }).DATABASE_URL).toBeUndefined();
  });

  it("turns the sandbox off by itself where strangers can reach the server", () => {
    expect(parseEnv({ HOST: "0.0.0.0" }).isSandboxOn).toBe(false);
    expect(parseEnv({ HOST: "0.0.0.0", SLACK_SANDBOX: "on" }).isSandboxOn).toBe(true);
  });

  it("takes both keys or a URL for Inngest", () => {
    expect(parseEnv({ INNGEST_EVENT_KEY: "k" }).isInngestConfigured).toBe(false);
    expect(parseEnv({ INNGEST_BASE_URL: "http://127.0.0.1:8288" }).isInngestConfigured).toBe(true);
  });
});

it(".env.example lists exactly the variables the code reads", () => {
  const listed = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(listed.toSorted()).toEqual(environmentVariableNames.toSorted());
});
