import { urls } from "@/lib/urls";

export default function NotFound() {
  return (
    <main className="room-note" id="main">
      <h1>Not here</h1>
      <p>
        The newsroom has no such page. <a href={urls.admin.articles}>All articles</a>
      </p>
    </main>
  );
}
