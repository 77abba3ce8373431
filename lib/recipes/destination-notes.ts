import type { DestinationKind } from "@/lib/destinations/catalog";
import type { RecipeQuestion } from "./contract";

export type DestinationNotes = {
  /** How to connect, a step each. */
  connect: readonly string[];
  /** What holds for messages there: limits, pace, order. */
  facts: readonly string[];
  questions: readonly RecipeQuestion[];
};

/** What every recipe says about a place messages go to. */
export const destinationNotes: Record<DestinationKind, DestinationNotes> = {
  slack: {
    connect: ["Make a Slack app of your own from the manifest that Destinations shows, and sign in with it; or paste a bot token.", "Choose the channel. A private one is listed once you typed /invite @Ingestlayer in it.", "Send the test message."],
    facts: ["About one message a second and channel: bursts wait in line and none is dropped.", "Texts are cut at Slack’s limits, with a link to the whole event.", "No value of an event can ping @channel or fake a link."],
    questions: [{ question: "What if the channel is archived?", answer: "The destination is marked, its messages are held in order, and one click sends them after you chose another channel." }],
  },
  discord: {
    connect: ["For one channel: its settings, Integrations, Webhooks, Copy Webhook URL.", "For many: a bot’s token from your Discord application, invited with View Channels, Send Messages, Embed Links and Read Message History.", "Choose the channel and send the test message."],
    facts: ["An embed with up to 25 fields and 6,000 characters.", "Discord’s own limits are followed to the millisecond; what comes too fast waits.", "Nobody is ever pinged: mentions are switched off for every message."],
    questions: [{ question: "Webhook or bot?", answer: "A webhook belongs to one channel and needs no bot. A bot reaches every channel it can see, and a resend within minutes is never there twice." }],
  },
  telegram: {
    connect: ["Make a bot with @BotFather and paste its token.", "Add the bot to the group or channel, or write to it once: the chat is then in the list.", "Send the test message."],
    facts: ["Up to 4,096 characters; longer texts are cut where no tag is torn.", "One message a second to a person, twenty a minute to a group, as Telegram asks.", "A group that becomes a supergroup is followed to its new id."],
    questions: [{ question: "Why HTML and not Markdown?", answer: "One stray character in Telegram’s Markdown loses the whole message. HTML is checked when you save it." }],
  },
  email: {
    connect: ["Give the server, port and encryption of your SMTP account, and the address to write from.", "Name the recipients: fixed ones, or a field of the event such as $event.email.", "Send the test message."],
    facts: ["Text and HTML, with the fields as a table.", "Recipients are checked before anything is sent; one that is refused does not keep the mail from the others.", "The message id stays the same on every try, so that mail programs show one."],
    questions: [{ question: "Can the event decide who gets it?", answer: "Yes: a recipient may be a ref. A ref to a list is each of its addresses." }],
  },
  webhook: {
    connect: ["Give the address, and how it knows you: a bearer token, or a signature.", "Check the signature with any Standard Webhooks library; the id is the same on every retry.", "Send the test message."],
    facts: ["The event as JSON, or a body of your own.", "Ten seconds to answer with 2xx, else it is tried again for hours.", "Private networks can’t be reached unless you allow them."],
    questions: [{ question: "How do I know that it was you?", answer: "Each request carries a timestamp and an HMAC over its body. Refuse what is older than five minutes." }],
  },
  postgres: {
    connect: ["Make a role that may INSERT into the table and nothing else, and paste its connection string.", "Choose the table.", "Map columns to fields, or leave it: columns named as the fields are filled."],
    facts: ["One INSERT an event, never any DDL; values are parameters.", "Map a unique column to $event.id, and no event is ever there twice.", "A row that does not fit says which column and why."],
    questions: [{ question: "Do I need a column for every field?", answer: "No. A jsonb column called payload takes the whole of it, and others are filled where the names are the same." }],
  },
  notion: {
    connect: ["Make an internal integration at notion.so/profile/integrations and paste its token.", "Share the database or page with it, under Connections.", "Choose it and send the test message."],
    facts: ["A row with the database’s own types: number, select, date, checkbox.", "Three requests a second, as Notion asks; the rest waits in line.", "Texts of any length are split as Notion wants them."],
    questions: [{ question: "What happens to a field the database has no property for?", answer: "It stands in the row’s page as text. A property that you chose and that is not there is told, with the names that are." }],
  },
};
