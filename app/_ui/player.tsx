"use client";

import { type ReactNode, useState } from "react";
import type { Video } from "@/lib/reading/types";

const HOSTS = {
  youtube: {
    name: "YouTube",
    src: (id: string) => `https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}?autoplay=1`,
  },
  vimeo: {
    name: "Vimeo",
    src: (id: string) => `https://player.vimeo.com/video/${encodeURIComponent(id)}?autoplay=1&dnt=1`,
  },
};

type PlayerProps = { video: Video; title: string; link: string; children: ReactNode };

/**
 * The picture of a video, and the video itself after a click: until then its host learns nothing. Without JavaScript
 * the button is a link to the original.
 */
export function Player({ video, title, link, children }: PlayerProps) {
  const [isPlaying, setPlaying] = useState(false);
  const host = HOSTS[video.host];
  if (isPlaying) {
    return (
      <div className="player">
        <iframe
          src={host.src(video.id)}
          title={title}
          allow="autoplay; fullscreen; picture-in-picture; encrypted-media"
          referrerPolicy="strict-origin-when-cross-origin"
          sandbox="allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox"
        />
      </div>
    );
  }
  const play = (event: React.MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setPlaying(true);
  };
  return (
    <div className="player relative">
      {children}
      <a className="btn" href={link} rel="external" onClick={play}>
        Watch <span className="needs-js font-normal">loads from {host.name}</span>
      </a>
    </div>
  );
}
