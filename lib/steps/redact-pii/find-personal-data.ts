import type { DetectorName } from "./detector-names";
import { findCards } from "./detectors/card";
import type { Detector, Span } from "./detectors/detector";
import { findEmails } from "./detectors/email";
import { findIbans } from "./detectors/iban";
import { findIps } from "./detectors/ip";
import { nameDetector } from "./detectors/name";
import { findNationalIds } from "./detectors/national-id";
import { phoneDetector } from "./detectors/phone";
import { findSecrets } from "./detectors/secret";
import { findUrlCredentials } from "./detectors/url-credentials";
import type { PhoneRegion } from "./phone-regions";

export type PersonalData = Span & { detector: DetectorName };
export type PersonalDataFinder = (text: string, key: string) => PersonalData[];

/** Only the detectors in `active` run, and each only on a text that has the characters it needs. */
export function personalDataFinder(active: ReadonlySet<DetectorName>, options: { region: PhoneRegion; names: string[] }): PersonalDataFinder {
  const detectors = guardedDetectors(options).filter(({ name }) => active.has(name));
  return (text, key) => {
    const lowerKey = key.toLowerCase();
    const traits = traitsOf(text);
    const found: PersonalData[] = [];
    for (const { name, isPossible, find } of detectors) {
      if (!isPossible(traits)) continue;
      for (const span of find(text, lowerKey)) found.push({ detector: name, ...span });
    }
    return found;
  };
}

type Traits = { length: number; digits: number; ats: number; colons: number; dots: number; percents: number };

/** One cheap pass tells most texts from those worth a search: most events hold nothing. */
function traitsOf(text: string): Traits {
  const traits: Traits = { length: text.length, digits: 0, ats: 0, colons: 0, dots: 0, percents: 0 };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 64) continue;
    if (code >= 48 && code <= 57) traits.digits++;
    else if (code === 46) traits.dots++;
    else if (code === 58) traits.colons++;
    else if (code === 64) traits.ats++;
    else if (code === 37) traits.percents++;
  }
  return traits;
}

type GuardedDetector = { name: DetectorName; isPossible: (traits: Traits) => boolean; find: Detector };

function guardedDetectors({ region, names }: { region: PhoneRegion; names: string[] }): GuardedDetector[] {
  return [
    { name: "email", isPossible: ({ ats, percents, dots }) => (ats > 0 || percents > 0) && dots > 0, find: findEmails },
    { name: "phone", isPossible: ({ digits }) => digits >= 7, find: phoneDetector(region) },
    { name: "card", isPossible: ({ digits }) => digits >= 13, find: findCards },
    { name: "iban", isPossible: ({ length, digits }) => length >= 15 && digits >= 4, find: findIbans },
    { name: "ip", isPossible: ({ dots, digits, colons }) => (dots >= 3 && digits >= 4) || colons >= 2, find: findIps },
    { name: "secret", isPossible: ({ length }) => length >= 4, find: findSecrets },
    { name: "urlCredentials", isPossible: ({ ats, colons }) => ats > 0 && colons > 0, find: findUrlCredentials },
    { name: "nationalId", isPossible: ({ length, digits }) => length >= 8 && digits > 0, find: findNationalIds },
    { name: "name", isPossible: ({ length }) => length >= 3, find: nameDetector(names) },
  ];
}
