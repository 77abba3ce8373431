const lengthMax = 2000;

/** What a button may lead to. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) && url.length <= lengthMax;
}
