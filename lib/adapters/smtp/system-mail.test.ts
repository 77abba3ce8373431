import { expect, test } from "vitest";
import { openSystemMail } from "./system-mail";

const connectionOf = (url: string) => openSystemMail(url, "events.example.com").connection;

test("the scheme decides the encryption and the port, what is written in the URL wins", () => {
  expect(connectionOf("smtps://mail.example.com")).toEqual({ host: "mail.example.com", port: 465, security: "tls", fromAddress: "ingestlayer@events.example.com", fromName: "Ingestlayer" });
  expect(connectionOf("smtp://mail.example.com:2525")).toMatchObject({ port: 2525, security: "starttls" });
  expect(connectionOf("smtp://[::1]:25?security=none")).toMatchObject({ host: "::1", port: 25, security: "none" });
});

test("the sender is the one named, else the user where that is an address", () => {
  expect(connectionOf("smtps://ada%40example.com:p%40ss@mail.example.com")).toMatchObject({ user: "ada@example.com", password: "p@ss", fromAddress: "ada@example.com" });
  expect(connectionOf("smtps://key:secret@mail.example.com?from=events@example.com")).toMatchObject({ user: "key", fromAddress: "events@example.com" });
});
