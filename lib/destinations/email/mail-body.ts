import { escapeHtml } from "@/lib/pipeline/escape";

/** Of a mail, as HTML but for the links. */
export type MailParts = {
  title: string;
  html: string;
  fields: { label: string; value: string }[];
  links: { label: string; url: string }[];
  smallPrint: string;
};

/** Styles stand at each element, for mail programs drop all others; widths are theirs to choose. */
export function mailHtml({ title, html, fields, links, smallPrint }: MailParts): string {
  const rows = fields.map(({ label, value }) => `<tr><th style="padding:6px 16px 6px 0;text-align:left;vertical-align:top;font-weight:600;color:#6b665c;white-space:nowrap">${label}</th><td style="padding:6px 0;vertical-align:top">${lines(value)}</td></tr>`);
  const buttons = links.map(({ label, url }) => `<a href="${escapeHtml(url, "url")}" style="display:inline-block;margin:0 8px 8px 0;padding:8px 14px;border-radius:6px;background:#4f46e5;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a>`);
  const parts = [
    title === "" ? "" : `<h1 style="margin:0 0 12px;font-size:18px;line-height:26px">${title}</h1>`,
    html === "" ? "" : `<div style="margin:0 0 16px">${lines(html)}</div>`,
    rows.length === 0 ? "" : `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse;font-size:14px">${rows.join("")}</table>`,
    buttons.length === 0 ? "" : `<div>${buttons.join("")}</div>`,
    smallPrint === "" ? "" : `<p style="margin:16px 0 0;font-size:12px;color:#6b665c">${lines(smallPrint)}</p>`,
  ];
  return `<!doctype html><html><head><meta charset="utf-8"></head><body style="margin:0;padding:24px;font:14px/21px system-ui,-apple-system,Segoe UI,sans-serif;color:#1f1d1a">${parts.join("")}</body></html>`;
}

/** The same for those who read no HTML. */
export function mailText({ title, html, fields, links, smallPrint }: MailParts): string {
  return [
    plain(title),
    plain(html),
    fields.map(({ label, value }) => `${plain(label)}: ${plain(value)}`).join("\n"),
    links.map(({ label, url }) => `${label}: ${url}`).join("\n"),
    plain(smallPrint),
  ].filter((part) => part !== "").join("\n\n");
}

function lines(html: string): string {
  return html.replace(/\n/g, "<br>");
}

function plain(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi, "\n")
    .replace(/<(?:[^>"']|"[^"]*"|'[^']*')*>/g, "")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&")
    .trim();
}
