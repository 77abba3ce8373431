import { expect, it } from "vitest";
import { versionAuthor } from "./version-author";

const members = [{ user_id: "usr_2", name: null, email: "ada@example.com" }];

it("names who deployed a version", () => {
  expect(versionAuthor("user:usr_1", "usr_1", members)).toBe("you");
  expect(versionAuthor("user:usr_2", "usr_1", members)).toBe("ada@example.com");
  expect(versionAuthor("user:usr_3", "usr_1", members)).toBe("a former member");
  expect(versionAuthor("key:key_1", "usr_1", members)).toBe("an API key");
  expect(versionAuthor(null, "usr_1", members)).toBe("the system");
});
