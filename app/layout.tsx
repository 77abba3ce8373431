import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { type Metadata, type Viewport } from "next";
import { cookies } from "next/headers";
import { type ReactNode } from "react";
import { themeCookieName, themeOf } from "@/components/theme/theme-cookie";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Ingestlayer", template: "%s · Ingestlayer" }, description: "Self-hosted event routing" };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fdfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#141311" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookieName)?.value);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} {...(theme === "system" ? {} : { "data-theme": theme })}>
      <body>{children}</body>
    </html>
  );
}
