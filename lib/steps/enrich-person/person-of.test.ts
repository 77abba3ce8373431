import fc from "fast-check";
import { expect, test } from "vitest";
import { personOf } from "./person-of";

test.each([
  ["ada.lovelace@x.io", "Ada Lovelace"],
  ["ADA_LOVELACE2@x.io", "Ada Lovelace"],
  ["jean-luc.picard+ship@x.io", "Jean Luc Picard"],
  ["josé.garcía@correo.es", "José García"],
  ["alovelace@x.io", undefined],
  ["a.l@x.io", undefined],
  ["1234.5678@x.io", undefined],
  ["info@x.io", undefined],
])("%s is %s", (address, name) => expect(personOf(address)?.["name"]).toBe(name));

test.each(["", "nobody", "a@b", "a b@x.io", "a@x..io", "<a@x.io>", "a@x.io, b@x.io", "a@127.0.0.1", "@x.io", "a@-x.io"])("%j is no address", (text) => {
  expect(personOf(text)).toBeNull();
});

test("addresses to be thrown away are known, also under a subdomain; free ones are told from a company's", () => {
  expect(personOf("x@mailinator.com")).toMatchObject({ is_disposable: true });
  expect(personOf("x@deep.sub.mailinator.com")).toMatchObject({ is_disposable: true });
  expect(personOf("x@notmailinator.example")).toMatchObject({ is_disposable: false });
  expect(personOf("x@GMAIL.com")).toMatchObject({ domain: "gmail.com", is_free_mail: true, is_disposable: false });
  expect(personOf("postmaster@analytical.example")).toMatchObject({ is_role: true, is_free_mail: false });
});

test("any text ends in facts or in null, in no time", () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => {
    const person = personOf(text);
    if (person) expect(String(person["email"])).toContain("@");
  }));
  expect(personOf(`${"a.".repeat(50_000)}@x.io`)).toBeNull();
  expect(personOf(`a@${"a.".repeat(50_000)}`)).toBeNull();
});
