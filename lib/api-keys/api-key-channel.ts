/** NOTIFY channel; the payload is the hash of a key that changed. */
export const apiKeyChannel = "ingestlayer_api_key";
