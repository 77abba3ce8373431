import type { Json } from "@/lib/durable/contract";

/** The blocks without their images: Slack refuses a whole message when it can't fetch one of them. */
export function dropImages(blocks: Json[]): Json[] {
  return blocks.flatMap((block): Json[] => {
    if (!isObject(block)) return [block];
    if (block["type"] === "image") return [];
    if (block["type"] === "section") return [withoutImageProperty(block, ["accessory"])];
    if (block["type"] === "card") return [withoutImageProperty(block, ["hero_image", "icon"])];
    if (block["type"] === "context" && Array.isArray(block["elements"])) {
      const elements = block["elements"].filter((element) => !isImage(element));
      return elements.length === 0 ? [] : [{ ...block, elements }];
    }
    if (block["type"] === "carousel" && Array.isArray(block["elements"])) return [{ ...block, elements: dropImages(block["elements"]) }];
    return [block];
  });
}

function withoutImageProperty(block: { [key: string]: Json }, names: string[]): Json {
  return Object.fromEntries(Object.entries(block).filter(([name, value]) => !(names.includes(name) && isImage(value))));
}

function isImage(value: Json): boolean {
  return isObject(value) && value["type"] === "image";
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
