import { getCountries } from "libphonenumber-js/min";
import { describe, expect, test } from "vitest";
import { phoneRegions } from "../phone-regions";
import { findCards } from "./card";
import type { Detector } from "./detector";
import { findEmails } from "./email";
import { findIbans } from "./iban";
import { findIps } from "./ip";
import { nameDetector } from "./name";
import { findNationalIds } from "./national-id";
import { phoneDetector } from "./phone";
import { findSecrets } from "./secret";
import { findUrlCredentials } from "./url-credentials";

type Table = {
  find: Detector;
  /** Text → what is found in it. */
  finds: [text: string, found: string[], key?: string][];
  passes: string[];
};

const findPhones = phoneDetector("US");
const found = (find: Detector, text: string, key = ""): string[] => [...new Set(find(text, key).map(({ start, end }) => text.slice(start, end)))];

const tables: Record<string, Table> = {
  email: {
    find: findEmails,
    finds: [
      ["write to jane.doe+tickets@example.co.uk, please", ["jane.doe+tickets@example.co.uk"]],
      ["<o'brien@example.com>;JANE@EXAMPLE.COM", ["o'brien@example.com", "JANE@EXAMPLE.COM"]],
      ["mailto:x@y.io?subject=hi", ["x@y.io"]],
      ["?email=jane%40example.com&x=1", ["jane%40example.com"]],
      ["josé@exämple.de und jane@xn--exmple-cua.de", ["josé@exämple.de", "jane@xn--exmple-cua.de"]],
      ['"jane doe"@example.com', ['"jane doe"@example.com']],
      ["(jane@example.com).", ["jane@example.com"]],
      ["*jane@example.com*", ["jane@example.com"]],
      ["a@b.co@c.de", ["a@b.co"]],
    ],
    passes: ["@here and @channel", "npm i pkg@1.2.3 @scope/pkg@4.0.0", "10 @ 5.00 each", "user@localhost", "a @ b.com", "@example.com", "50%40", "x@.com", "x@y..com"],
  },
  phone: {
    find: findPhones,
    finds: [
      ["call +1 (415) 555-0132 or (212) 555-0187", ["+1 (415) 555-0132", "(212) 555-0187"]],
      ["+442079460958, +49 30 901820, +33 1 42 68 53 00", ["+442079460958", "+49 30 901820", "+33 1 42 68 53 00"]],
      ["0049 30 901820", ["0049 30 901820"]],
      ["415.555.0132 x12", ["415.555.0132"]],
      ["my cell is 4155550123", ["4155550123"]],
      ["Tel. 030 901820 oder Handy: 0171 1234567", ["030 901820", "0171 1234567"]],
      ["reachable under 020 7946 0501", ["020 7946 0501"]],
      ["2 415 555 0132", ["415 555 0132"]],
      ["415 555 0132 212 555 0187", ["415 555 0132", "212 555 0187"]],
      ["030 901820", ["030 901820"], "contact_phone"],
      ["415–555–0132", ["415–555–0132"]],
    ],
    passes: [
      "order 4155550123", "Order no. 4155550123", "#4155550123", "ORD-4155550123", "/orders/4155550123", "?id=4155550123",
      "2026-11-23 10:15:22", "Receipt 2026-11-0093", "23.11.2026", "11/23/2026 4155", "version 4.12.0.1888", "1,234,567.89", "$4155550123", "1732358400000",
      "192.168.100.200", "123e4567-e89b-12d3-a456-426614174000", "4155550123abc", "1Z999AA10123456784", "12345", "seats 1-12, rows 3-9",
    ],
  },
  card: {
    find: findCards,
    finds: [
      ["4111 1111 1111 1111", ["4111 1111 1111 1111"]],
      ["4111-1111-1111-1111.", ["4111-1111-1111-1111"]],
      ["visa4012888888881881", ["4012888888881881"]],
      ["amex 3782 822463 10005", ["3782 822463 10005"]],
      ["5555555555554444/2223003122003222", ["5555555555554444", "2223003122003222"]],
      ["6011111111111117 3530111333300000 30569309025904", ["6011111111111117", "3530111333300000", "30569309025904"]],
      ["order 12 4111 1111 1111 1111 12/27", ["4111 1111 1111 1111"]],
      ["4111\u00a01111\u00a01111\u00a01111", ["4111\u00a01111\u00a01111\u00a01111"]],
    ],
    passes: ["4111 1111 1111 1112", "1234567812345670", "1732358400000", "4111  1111  1111  1111", "411111111111111111111111", "9999999999999995", "4111111111111111a"],
  },
  iban: {
    find: findIbans,
    finds: [
      ["DE89 3704 0044 0532 0130 00", ["DE89 3704 0044 0532 0130 00"]],
      ["IBAN: GB29NWBK60161331926819.", ["GB29NWBK60161331926819"]],
      ["fr14 2004 1010 0505 0001 3m02 606", ["fr14 2004 1010 0505 0001 3m02 606"]],
      ["NO9386011117947,MT84MALT011000012345MTLCAST001S", ["NO9386011117947", "MT84MALT011000012345MTLCAST001S"]],
      ["NL91-ABNA-0417-1643-00", ["NL91-ABNA-0417-1643-00"]],
    ],
    passes: ["DE89 3704 0044 0532 0130 01", "XX89370400440532013000", "DE8937040044053201300", "ADE89370400440532013000", "DE893704004405320130001", "AB12 note", "DE89  3704 0044 0532 0130 00"],
  },
  ip: {
    find: findIps,
    finds: [
      ["from 203.0.113.7, then 10.0.0.1:8080", ["203.0.113.7", "10.0.0.1"]],
      ["http://198.51.100.23/x and [2001:db8::8a2e:370:7334]:443", ["198.51.100.23", "2001:db8::8a2e:370:7334"]],
      ["ends with 203.0.113.7.", ["203.0.113.7"]],
      ["ip-10.0.0.1", ["10.0.0.1"]],
      ["fe80::1 ::ffff:192.0.2.1", ["192.0.2.1", "fe80::1", "::ffff:192.0.2.1"]],
      ["2001:0db8:0000:0000:0000:ff00:0042:8329.", ["2001:0db8:0000:0000:0000:ff00:0042:8329"]],
      ["10.0.0.0/8", ["10.0.0.0"]],
    ],
    passes: ["v1.2.3.4", "version 10.4.2.1", "Chrome/120.0.0.0", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.02.03.04", "12:30:45", "std::vector", "aa:bb:cc:dd:ee:ff", "Build 17.0.3.1", "release: 2.1.0.9", "::"],
  },
  secret: {
    find: findSecrets,
    finds: [
      ["key sk_live_4eC39HqLyjWDarjtT1zdp7dc!", ["sk_live_4eC39HqLyjWDarjtT1zdp7dc"]],
      ["xoxb-123456789012-abcdefABCDEF", ["xoxb-123456789012-abcdefABCDEF"]],
      ["ghp_abcdefghijklmnopqrstuvwxyz0123456789 and github_pat_11ABCDEFG0abcdefghijkl", ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "github_pat_11ABCDEFG0abcdefghijkl"]],
      ["AKIAIOSFODNN7EXAMPLE", ["AKIAIOSFODNN7EXAMPLE"]],
      ["AIzaSyA-1234567890abcdefghijklmnopqrstu", ["AIzaSyA-1234567890abcdefghijklmnopqrstu"]],
      ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc-def_ghi", ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc-def_ghi"]],
      ["Authorization: Bearer 0123456789abcdef", ["0123456789abcdef"]],
      ["api_key=abc123def456ghi&x", ["abc123def456ghi"]],
      ['"password": "hunter2"', ["hunter2"]],
      ["my password is Tr0ub4dor&3.", ["Tr0ub4dor&3"]],
      ["SECRET_KEY: 9f86d081884c7d659a2feaa0c55ad015", ["9f86d081884c7d659a2feaa0c55ad015"]],
      ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- ok", ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"]],
      ["-----BEGIN PRIVATE KEY-----\ncut off", ["-----BEGIN PRIVATE KEY-----\ncut off"]],
      ["https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXX", ["https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXX"]],
      ["il_live_0123456789abcdef", ["il_live_0123456789abcdef"]],
      ["correct horse battery staple 7", ["correct horse battery staple 7"], "db_password"],
      ["hunter", ["hunter"], "password"],
      ["0a1b2c3d4e5f", ["0a1b2c3d4e5f"], "apikey"],
    ],
    passes: [
      "the password is wrong", "Password reset link", "password: required", "token expired", "the bearer instruments", "our API key rotates", "secret: none", "sk_livestream",
      "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "order-2024-118834", "xoxb", "AKIA stands for", "eyJust saying.this.is", "basic understanding of it",
    ],
  },
  urlCredentials: {
    find: findUrlCredentials,
    finds: [
      ["postgres://admin:s3cr3t@db.example.com:5432/app", ["admin:s3cr3t"]],
      ["https://user:p@ss@host/x", ["user:p@ss"]],
      ["redis://:pw@127.0.0.1", [":pw"]],
    ],
    passes: ["https://example.com/@user", "https://example.com?mail=a@b.c", "ssh://git@github.com/x/y", "https://a.b/c:d@e", "no scheme user:pw@host"],
  },
  nationalId: {
    find: findNationalIds,
    finds: [
      ["SSN 078-05-1120", ["078-05-1120"]],
      ["078051120", ["078051120"], "ssn"],
      ["NI AB123456C or AB 12 34 56 C", ["AB123456C", "AB 12 34 56 C"]],
      ["Steuer-ID 36574261809", ["36574261809"]],
      ["NIR 1 84 12 76 451 089 46", ["1 84 12 76 451 089 46"]],
      ["DNI 12345678Z, NIE X1234567L", ["12345678Z", "X1234567L"]],
      ["RSSMRA85T10A562S", ["RSSMRA85T10A562S"]],
      ["BSN: 111222333", ["111222333"]],
      ["SIN 046 454 286", ["046 454 286"]],
    ],
    passes: ["000-12-3456", "666-12-3456", "900-12-3456", "078-00-1120", "order 078-05-1120", "GB123456A", "36574261808", "12345678A", "RSSMRA85T10A562T", "111222333", "046454286", "ORD-123-45-6789", "078-05-1120-7"],
  },
  name: {
    find: nameDetector(["Jane Doe", "Ana María de la Cruz", "x".repeat(300)]),
    finds: [
      ["Regards, Jane Doe", ["Jane Doe"]],
      ["Doe, Jane called; Jane's card", ["Doe, Jane", "Jane"]],
      ["Ana met Cruz", ["Ana", "Cruz"]],
    ],
    passes: ["jane", "Janet", "Banana de la", "doe"],
  },
};

describe.each(Object.entries(tables))("%s", (_name, { find, finds, passes }) => {
  test.each(finds)("finds %j → %j", (text, expected, key) => expect(found(find, text, key)).toEqual(expected));
  test.each(passes)("leaves %j", (text) => expect(found(find, text)).toEqual([]));
});

test("equal values in another spelling have one canonical form", () => {
  const canonical = (find: Detector, text: string) => find(text, "").map((span) => span.canonical);
  expect(canonical(findEmails, "Jane@Example.com jane@example.COM jane%40example.com")).toEqual(Array(3).fill("jane@example.com"));
  expect(canonical(findPhones, "+1 (415) 555-0132, 415-555-0132")).toEqual(Array(2).fill("+14155550132"));
  expect(canonical(findCards, "4111 1111 1111 1111, 4111111111111111")).toEqual(Array(2).fill("4111111111111111"));
  expect(canonical(findIbans, "DE89 3704 0044 0532 0130 00, de89370400440532013000")).toEqual(Array(2).fill("DE89370400440532013000"));
});

test("the home country decides what a national number is", () => {
  expect(found(phoneDetector("GB"), "020 7946 0958")).toEqual(["020 7946 0958"]);
  expect(found(phoneDetector("US"), "020 7946 0958")).toEqual([]);
  expect(phoneRegions).toEqual(getCountries().toSorted());
});

// A quadratic search of these would take minutes: the test's own time limit is the guard.
describe("256 KiB of the worst text are read in linear time", () => {
  const size = 256 * 1024;
  const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const texts = [
    "@", "a", "a@", "%40", '"@', "a.@a.", "1", "1 ", "1.", "1-", "+1", "415 555 0132 ", "4155550132,", "4111 1111 1111 1112 ", "DE89", "DE89 ", "1.1.1.", ":", "::", "a:", "1:", "eyJ", "-eyJ", "eyJaaaaaaaaaa.", "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN ", "sk-", "-sk-a", "password=", "password:   ", "secret_", "Bearer ", "://", "://a:b@", "://a", "A", "AB12", "12345678", "X1234567", "Jane ", "Jane'", "SG.", "https://hooks.slack.com/", "\u00a0", "Z", "ssn 078051120 ", "a-", "_",
  ].map(fill);
  test.each(Object.entries(tables))("%s", (_name, { find }) => {
    for (const text of texts) for (const span of find(text, "")) expect(span.end).toBeGreaterThan(span.start);
  }, 20_000);
});
