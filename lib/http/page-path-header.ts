/** Path and query of the page that is asked for; set by the proxy alone, for the pages behind the sign-in. */
export const pagePathHeader = "x-page-path";
