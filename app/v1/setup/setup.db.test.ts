import "../testing/environment";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createOwner } from "@/lib/organizations/create-owner";
import { issueSetupLink } from "@/lib/setup/issue-setup-link";
import { readSetupState } from "@/lib/setup/read-setup-state";
import { call, signIn, startTestApi, type TestApi } from "../testing/api";

let api: TestApi;
beforeEach(async () => void (api = await startTestApi()));
afterEach(() => api.close());

const form = { email: "first@example.com", password: "a long password" };
const claim = (token: string, fields: object = {}) => call(undefined, "POST", "/v1/setup", { token, ...form, ...fields });
const issueToken = async () => (await issueSetupLink("http://127.0.0.1:3000", api.db))?.split("/setup?token=")[1] ?? "";

it("the printed link makes its reader the owner, once, and is gone then, as every other one", async () => {
  const [token, another] = [await issueToken(), await issueToken()];
  expect(token).toHaveLength(43);
  expect(await readSetupState(token, api.db)).toBe("open");
  expect((await claim(token, { password: "short" })).body.error.details[0].path).toBe("password");
  const claimed = await claim(token, { organization: "First" });
  expect(claimed.status).toBe(201);
  const owner = signIn(claimed.body.data.user_id, form.email);
  expect((await owner.call("GET", "/v1/me")).body.data).toMatchObject({ role: "owner", organizations: [{ name: "First" }] });
  for (const used of [token, another]) expect((await claim(used, { email: "second@example.com" })).status).toBe(403);
  expect(await readSetupState(another, api.db)).toBe("claimed");
  expect(await issueSetupLink("http://127.0.0.1:3000", api.db)).toBeNull();
  expect(await api.db.prisma.setupToken.count()).toBe(0);
});

it("one of two who claim at once gets it", async () => {
  const tokens = [await issueToken(), await issueToken()];
  const answers = await Promise.all(tokens.map((token, n) => claim(token, { email: `racer${n}@example.com`, organization: `Racer ${n}` })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
  expect(await api.db.prisma.membership.count()).toBe(1);
});

it("a stranger without the link can't claim, nor with one that has expired", async () => {
  const token = await issueToken();
  for (const made of ["", "x", token.slice(1), token.toLowerCase()]) expect((await claim(made)).status).toBe(403);
  await api.db.prisma.setupToken.updateMany({ data: { expiresAt: new Date() } });
  expect(await readSetupState(token, api.db)).toBe("closed");
  expect((await claim(token)).status).toBe(403);
  expect(await api.db.prisma.user.count()).toBe(0);
});

it("an owner made on the command line ends the links that were printed", async () => {
  const token = await issueToken();
  await createOwner({ email: "cli@example.com", password: form.password }, api.db);
  expect(await readSetupState(token, api.db)).toBe("claimed");
  expect((await claim(token)).status).toBe(403);
});

it("only the hash of a link is stored", async () => {
  const token = await issueToken();
  expect(JSON.stringify(await api.db.prisma.setupToken.findMany())).not.toContain(token);
});
