/** The shortcodes that messages of machines use most; any other stays as it is typed. */
const glyphs = new Map(
  [
    "100 💯", "+1 👍", "-1 👎", "airplane ✈️", "alarm_clock ⏰", "ambulance 🚑", "arrow_down ⬇️", "arrow_left ⬅️", "arrow_right ➡️", "arrow_up ⬆️",
    "arrow_upper_right ↗️", "arrow_lower_right ↘️", "arrows_counterclockwise 🔄", "ballot_box_with_check ☑️", "bangbang ‼️", "bank 🏦", "bar_chart 📊", "battery 🔋", "beer 🍺", "bell 🔔",
    "no_bell 🔕", "black_circle ⚫", "blue_book 📘", "blue_heart 💙", "bomb 💣", "book 📖", "bookmark 🔖", "boom 💥", "briefcase 💼", "bug 🐛",
    "building_construction 🏗️", "bulb 💡", "busts_in_silhouette 👥", "bust_in_silhouette 👤", "cake 🍰", "calendar 📆", "date 📅", "chart_with_downwards_trend 📉", "chart_with_upwards_trend 📈", "clap 👏",
    "clipboard 📋", "clock1 🕐", "cloud ☁️", "coffee ☕", "computer 💻", "construction 🚧", "credit_card 💳", "cry 😢", "dart 🎯", "dollar 💵",
    "door 🚪", "e-mail 📧", "email 📧", "envelope ✉️", "envelope_with_arrow 📩", "incoming_envelope 📨", "exclamation ❗", "eyes 👀", "face_with_monocle 🧐", "fast_forward ⏩",
    "fire 🔥", "fire_engine 🚒", "flag-us 🇺🇸", "gear ⚙️", "gem 💎", "ghost 👻", "gift 🎁", "globe_with_meridians 🌐", "green_heart 💚", "grey_question ❔",
    "grinning 😀", "hammer 🔨", "hammer_and_wrench 🛠️", "handshake 🤝", "heart ❤️", "heavy_check_mark ✔️", "heavy_exclamation_mark ❗", "heavy_minus_sign ➖", "heavy_multiplication_x ✖️", "heavy_plus_sign ➕",
    "hourglass ⌛", "hourglass_flowing_sand ⏳", "house 🏠", "inbox_tray 📥", "information_source ℹ️", "joy 😂", "key 🔑", "label 🏷️", "large_blue_circle 🔵", "large_green_circle 🟢",
    "large_orange_circle 🟠", "large_purple_circle 🟣", "large_yellow_circle 🟡", "large_blue_square 🟦", "large_green_square 🟩", "large_red_square 🟥", "large_yellow_square 🟨", "ledger 📒", "link 🔗", "lock 🔒",
    "closed_lock_with_key 🔐", "loudspeaker 📢", "mag 🔍", "mag_right 🔎", "mailbox 📫", "mega 📣", "memo 📝", "pencil 📝", "money_with_wings 💸", "moneybag 💰",
    "muscle 💪", "mute 🔇", "new 🆕", "newspaper 📰", "no_entry ⛔", "no_entry_sign 🚫", "notebook 📓", "octagonal_sign 🛑", "ok 🆗", "ok_hand 👌",
    "outbox_tray 📤", "package 📦", "page_facing_up 📄", "paperclip 📎", "partying_face 🥳", "pause_button ⏸️", "phone ☎️", "telephone_receiver 📞", "point_down 👇", "point_right 👉",
    "point_up ☝️", "pray 🙏", "purple_heart 💜", "pushpin 📌", "question ❓", "rage 😡", "raised_hands 🙌", "recycle ♻️", "red_circle 🔴", "repeat 🔁",
    "robot_face 🤖", "rocket 🚀", "rotating_light 🚨", "satellite 🛰️", "scroll 📜", "seedling 🌱", "shield 🛡️", "shipit 🚢", "ship 🚢", "shopping_trolley 🛒",
    "skull 💀", "slightly_frowning_face 🙁", "slightly_smiling_face 🙂", "smile 😄", "smiley 😃", "snail 🐌", "snowflake ❄️", "sos 🆘", "sparkles ✨", "speaker 🔈",
    "speech_balloon 💬", "star ⭐", "star2 🌟", "stopwatch ⏱️", "sunglasses 😎", "sunny ☀️", "tada 🎉", "test_tube 🧪", "thinking_face 🤔", "thought_balloon 💭",
    "thumbsdown 👎", "thumbsup 👍", "ticket 🎫", "timer_clock ⏲️", "toolbox 🧰", "trophy 🏆", "truck 🚚", "unlock 🔓", "up 🆙", "vertical_traffic_light 🚦",
    "traffic_light 🚥", "warning ⚠️", "wastebasket 🗑️", "wave 👋", "white_check_mark ✅", "white_circle ⚪", "white_flag 🏳️", "wrench 🔧", "x ❌", "yellow_heart 💛",
    "zap ⚡", "zzz 💤", "one 1️⃣", "two 2️⃣", "three 3️⃣", "four 4️⃣", "five 5️⃣", "information_desk_person 💁", "raising_hand 🙋", "technologist 🧑‍💻",
  ].map((entry): [string, string] => {
    const space = entry.indexOf(" ");
    return [entry.slice(0, space), entry.slice(space + 1)];
  }),
);

const shortcode = /:([a-z0-9_+'-]{1,64}):(?::skin-tone-[2-6]:)?/y;

/** The emoji whose shortcode starts at this place, undefined where none does. */
export function emojiAt(text: string, at: number): { name: string; glyph: string; end: number } | undefined {
  if (text[at] !== ":") return undefined;
  shortcode.lastIndex = at;
  const match = shortcode.exec(text);
  const glyph = match?.[1] === undefined ? undefined : glyphs.get(match[1]);
  return match?.[1] === undefined || glyph === undefined ? undefined : { name: match[1], glyph, end: at + match[0].length };
}

export function emojiGlyph(name: string): string | undefined {
  return glyphs.get(name);
}
