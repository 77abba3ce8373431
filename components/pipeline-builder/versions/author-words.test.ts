import { expect, it } from "vitest";
import { authorWords } from "./author-words";

const members = [{ id: "usr_2", name: null, email: "ada@example.com" }];

it("names who deployed or saved", () => {
  expect(authorWords("user:usr_1", "usr_1", members)).toBe("you");
  expect(authorWords("user:usr_2", "usr_1", members)).toBe("ada@example.com");
  expect(authorWords("user:usr_3", "usr_1", members)).toBe("a former member");
  expect(authorWords("key:key_1", "usr_1", members)).toBe("an API key");
  expect(authorWords(null, "usr_1", members)).toBe("the system");
});
