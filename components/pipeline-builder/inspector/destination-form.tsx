"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useCardProblems } from "../cards/use-card-problems";
import { placeOf, type NodeKey } from "../editor/node-key";
import { useBuilder } from "../state/builder-context";
import { KnownRefs } from "./known-refs";
import { MessageTab } from "./message-tab";
import { problemsBelow } from "./part-problems";
import { SendTab } from "./send-tab";
import { WhenTab } from "./when-tab";

const tabs = ["send", "message", "when"] as const;

export function DestinationForm({ nodeKey }: { nodeKey: NodeKey }) {
  const destination = useBuilder((state) => state.editor.definition.destinations[placeOf(state.editor.definition, nodeKey)?.index ?? -1]);
  const problems = useCardProblems(nodeKey);
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("send"));
  if (!destination) return null;
  const count = { message: problemsBelow(problems, "template").length, when: problemsBelow(problems, "when").length };
  return (
    <KnownRefs position="destination">
      <Tabs value={tab} onValueChange={(value) => void setTab(tabs.find((known) => known === value) ?? null)}>
        <TabsList className="-mt-2" aria-label="Destination">
          <TabsTrigger value="send" data-quiet="">
            Send to
            <Count count={problems.length - count.message - count.when} />
          </TabsTrigger>
          <TabsTrigger value="message" data-quiet="">
            Message
            <Count count={count.message} />
          </TabsTrigger>
          <TabsTrigger value="when" data-quiet="">
            When
            <Count count={count.when} />
          </TabsTrigger>
        </TabsList>
        <TabsContent value="send">
          <SendTab destination={destination} problems={problems} />
        </TabsContent>
        <TabsContent value="message">
          <MessageTab destination={destination} problems={problemsBelow(problems, "template")} />
        </TabsContent>
        <TabsContent value="when">
          <WhenTab destination={destination} problems={problemsBelow(problems, "when")} />
        </TabsContent>
      </Tabs>
    </KnownRefs>
  );
}

function Count({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="ml-1.5 rounded-full bg-dead-tint px-1.5 text-label text-dead tabular-nums">
      {count}
      <span className="sr-only"> problems</span>
    </span>
  );
}
