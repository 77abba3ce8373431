import { expect, test } from "vitest";
import { readBody, readJsonBody } from "./read-json-body";

const streamed = (body: ReadableStream<Uint8Array>) => new Request("http://test/", { method: "POST", body, duplex: "half" } as RequestInit);

test("a caller that hangs up half-way is told so, as for any request that can't be read", async () => {
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if ((pulls += 1) === 1) controller.enqueue(new TextEncoder().encode('{"a":'));
      else controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
    },
  });
  await expect(readJsonBody(streamed(body), 1000)).rejects.toMatchObject({ code: "invalid_request", message: expect.stringContaining("closed before the whole body") });
});

test("a body is read no further than it may be long", async () => {
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(600)) });
  await expect(readBody(streamed(endless), 1000)).rejects.toMatchObject({ code: "body_too_large" });
});
