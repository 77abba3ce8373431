"use client";

import { Mail } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Arrival } from "@/components/connections/arrival";
import { TargetPicker } from "@/components/connections/target-picker";
import { useViewer } from "@/components/frame/viewer-context";
import { DestinationMark } from "@/components/marks/destination-mark";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { ChipsInput } from "@/components/schema-form/chips-input";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FieldRow } from "@/components/ui/field-row";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { type NoticeChannel, noticeChannelSchema, type Notices } from "@/lib/notices/notice-resource";
import { useSaveNotices, useTestNotice } from "./use-notices";

type NoticeFormProps = { notices: Notices; connections: ConnectionResource[] };

const mail = "mail";
const digests = [{ value: "15m", label: "15 minutes" }, { value: "1h", label: "Hour" }, { value: "4h", label: "4 hours" }, { value: "1d", label: "Day" }];

export function NoticeForm({ notices, connections }: NoticeFormProps) {
  const { canEdit } = useViewer();
  const [isOn, setIsOn] = useState(notices.is_on);
  const [channel, setChannel] = useState<NoticeChannel | null>(notices.channel);
  const [digest, setDigest] = useState(notices.digest_every);
  const save = useSaveNotices();
  const test = useTestNotice();
  const isReady = noticeChannelSchema.safeParse(channel).success;
  const hasChanges = isOn !== notices.is_on || digest !== notices.digest_every || JSON.stringify(channel) !== JSON.stringify(notices.channel);
  const problems = save.error instanceof ApiError ? save.error.details : [];
  const choose = (next: NoticeChannel) => {
    save.reset();
    test.reset();
    setChannel(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ is_on: isOn, channel, digest_every: digest });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <div className="flex items-center gap-3">
        <Switch id="notices-on" checked={isOn} onCheckedChange={setIsOn} disabled={!canEdit} />
        <label htmlFor="notices-on" className="text-dense font-medium">
          Send failure notices
        </label>
      </div>
      <ChannelFields channel={channel} onChange={choose} connections={connections} hasSystemMail={notices.has_system_mail} problems={problems} disabled={!canEdit} />
      <FieldRow label="Digest every" htmlFor="notice-digest" help="Later failures of the same cause are counted meanwhile and told in one message.">
        <Select id="notice-digest" value={digest} onValueChange={setDigest} options={digests.some(({ value }) => value === digest) ? digests : [{ value: digest, label: digest }, ...digests]} disabled={!canEdit} />
      </FieldRow>
      {save.error && (
        <p role="alert" className="text-dense text-dead">
          {describeError(save.error).message}
        </p>
      )}
      {canEdit && (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant={hasChanges ? "primary" : "secondary"} disabled={!hasChanges || (isOn && !isReady)} isBusy={save.isPending}>
            Save
          </Button>
          <Button disabled={!isReady} isBusy={test.isPending} onClick={() => channel && test.mutate(channel)}>
            Send a test notice
          </Button>
          <Arrival result={test.data} error={test.error} />
        </div>
      )}
    </form>
  );
}

type ChannelFieldsProps = {
  channel: NoticeChannel | null;
  onChange: (channel: NoticeChannel) => void;
  connections: ConnectionResource[];
  hasSystemMail: boolean;
  problems: readonly { path: string; message: string }[];
  disabled: boolean;
};

function ChannelFields({ channel, onChange, connections, hasSystemMail, problems, disabled }: ChannelFieldsProps) {
  const chosen = channel?.via === "connection" ? connections.find(({ id }) => id === channel.connection) : undefined;
  const options = connections.map(({ id, name, kind, summary, attention }) => ({
    value: id, label: name, hint: attention ? `needs attention: ${attention.detail}` : summary, icon: <DestinationMark kind={kind} className="size-5" />,
  }));
  const byMail = { value: mail, label: "Email", hint: "by this install's mail server", icon: <Mail className="size-4 text-neutral-10" aria-hidden="true" /> };
  const at = (path: string) => problems.filter((problem) => problem.path.startsWith(path)).map(({ message }) => ({ path: "", message }));
  return (
    <>
      <FieldRow label="Send through" htmlFor="notice-channel" error={at("channel.connection")[0]?.message}>
        <Combobox
          id="notice-channel"
          value={channel?.via === "mail" ? mail : chosen?.id}
          // A target belongs to the account it was chosen in.
          onChange={(value) => onChange(value === mail ? { via: "mail", to: [] } : { via: "connection", connection: value, target: {} })}
          options={hasSystemMail ? [...options, byMail] : options}
          placeholder="Choose a connection"
          disabled={disabled}
        />
      </FieldRow>
      {channel?.via === "connection" && chosen && (
        <TargetPicker connectionId={chosen.id} kind={chosen.kind} value={channel.target} onChange={(target) => onChange({ ...channel, target })} problems={at("channel.target")} disabled={disabled} />
      )}
      {channel?.via === "mail" && (
        <FieldRow label="To" htmlFor="notice-addresses" error={at("channel.to")[0]?.message}>
          <ChipsInput id="notice-addresses" chips={channel.to} onChange={(to) => onChange({ via: "mail", to })} placeholder="ops@example.com" disabled={disabled} />
        </FieldRow>
      )}
    </>
  );
}
