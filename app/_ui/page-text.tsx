import type { Inline } from "@/lib/settings/page-text";
import { pageBlocks } from "@/lib/settings/page-text";

/** A text in the small language of lib/settings/page-text.ts. Whatever it holds, it is shown as text. */
export function PageText({ text }: { text: string }) {
  return (
    <div className="page-text">
      {pageBlocks(text).map((block, index) => {
        const key = `${index} ${block.kind}`;
        switch (block.kind) {
          case "heading":
            return block.level === 2 ? (
              <h2 key={key}>
                <Inlines parts={block.content} />
              </h2>
            ) : (
              <h3 key={key}>
                <Inlines parts={block.content} />
              </h3>
            );
          case "list":
            return (
              <ul key={key}>
                {block.items.map((item, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves
                  <li key={at}>
                    <Inlines parts={item} />
                  </li>
                ))}
              </ul>
            );
          default:
            return (
              <p key={key}>
                {block.lines.map((line, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves
                  <span key={at}>
                    {at > 0 ? <br /> : null}
                    <Inlines parts={line} />
                  </span>
                ))}
              </p>
            );
        }
      })}
    </div>
  );
}

function Inlines({ parts }: { parts: Inline[] }) {
  return parts.map(({ text, href, strong }, index) => {
    const key = `${index} ${text}`;
    if (href) {
      return (
        <a className="under" href={href} key={key}>
          {text}
        </a>
      );
    }
    return strong ? <strong key={key}>{text}</strong> : text;
  });
}
