import { expect, test } from "vitest";
import { changedTopic } from "./changed-topic";

test.each([
  ["PUT", "/v1/pipelines/pl_1", "pipelines"],
  ["POST", "/v1/pipelines/pl_1/deploy", "pipelines"],
  ["DELETE", "/v1/keys/key_1", "keys"],
  ["GET", "/v1/pipelines", null],
  ["POST", "/v1/ingest", null],
  ["POST", "/other/pipelines", null],
])("%s %s changes %s", (method, pathname, topic) => {
  expect(changedTopic(method, pathname)).toBe(topic);
});
