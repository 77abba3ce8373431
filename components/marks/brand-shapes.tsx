import { type ReactNode } from "react";

/** Each drawn into a 24 × 24 box, in the brand's own colours. */
export const brandShapes: Record<string, ReactNode> = {
  slack: (
    <>
      <path fill="#e01e5a" d="M5.6 14.9a1.9 1.9 0 1 1-1.9-1.9h1.9zm1 0a1.9 1.9 0 1 1 3.8 0v4.7a1.9 1.9 0 1 1-3.8 0z" />
      <path fill="#36c5f0" d="M8.5 5.6a1.9 1.9 0 1 1 1.9-1.9v1.9zm0 1a1.9 1.9 0 1 1 0 3.8H3.8a1.9 1.9 0 1 1 0-3.8z" />
      <path fill="#2eb67d" d="M18.4 8.5a1.9 1.9 0 1 1 1.9 1.9h-1.9zm-1 0a1.9 1.9 0 1 1-3.8 0V3.8a1.9 1.9 0 1 1 3.8 0z" />
      <path fill="#ecb22e" d="M15.5 18.4a1.9 1.9 0 1 1-1.9 1.9v-1.9zm0-1a1.9 1.9 0 1 1 0-3.8h4.7a1.9 1.9 0 1 1 0 3.8z" />
    </>
  ),
  discord: (
    <path
      fill="#5865f2"
      d="M18.7 5.6A15 15 0 0 0 15 4.5l-.5 1a14 14 0 0 0-5 0l-.5-1a15 15 0 0 0-3.7 1.1C2.9 9.1 2.3 12.6 2.6 16a15 15 0 0 0 4.5 2.3l1-1.6a9 9 0 0 1-1.5-.7l.4-.3a10.6 10.6 0 0 0 10 0l.4.3a9 9 0 0 1-1.5.7l1 1.6A15 15 0 0 0 21.4 16c.4-4-.6-7.4-2.7-10.4M8.8 14c-.9 0-1.6-.8-1.6-1.8s.7-1.8 1.6-1.8 1.7.8 1.6 1.8c0 1-.7 1.8-1.6 1.8m6.4 0c-.9 0-1.6-.8-1.6-1.8s.7-1.8 1.6-1.8 1.6.8 1.6 1.8-.7 1.8-1.6 1.8"
    />
  ),
  telegram: (
    <>
      <circle cx="12" cy="12" r="10" fill="#229ed9" />
      <path fill="#fff" d="m6.3 11.7 10.1-3.9c.5-.2.9.1.7.8l-1.7 8.1c-.1.6-.5.7-1 .4l-2.6-1.9-1.3 1.2c-.2.2-.3.3-.6.3l.2-2.7 4.9-4.4c.2-.2 0-.3-.3-.1L8.6 13.3 6 12.5c-.6-.2-.6-.6.3-.8" />
    </>
  ),
  postgres: (
    <path
      fill="none"
      stroke="#336791"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M12 3.5c4.2 0 7.5 2.4 7.5 6.3 0 3-1.4 5.2-3 5.2-1 0-1.5-.6-1.5-1.6V9M12 3.5C7.8 3.5 4.5 5.6 4.5 9.5c0 3.6 1.6 7 3.4 7 1.3 0 1.6-1.2 1.6-2.5V10M9.5 13.5c.6 1 1.5 1.3 2.5 1.3v3.7c0 1.3.6 2 1.6 2s1.5-.8 1.5-2v-4M8.5 8.5h.01M14 8.5h.01"
    />
  ),
  notion: (
    <>
      <path className="fill-white stroke-neutral-12 dark:fill-neutral-12" strokeWidth="1.5" strokeLinejoin="round" d="M4.5 5.5 15 4.5l4.5 3v11.8l-12 .9-3-3.5z" />
      <path fill="none" stroke="#1f1d1a" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" d="M9.5 16.5V10l5.5 6V9.5" />
    </>
  ),
};
