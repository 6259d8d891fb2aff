import { database } from "@/lib/database";
import { sampleContent } from "@/lib/sample-removal";
import { removeSample } from "./remove-sample-actions";
import { RemoveSampleForm } from "./remove-sample-form";

/** Takes the sample content out, after a look at what goes; nothing once it is gone. For pages of admins. */
export async function RemoveSample() {
  const content = await sampleContent(database().db);
  return content ? <RemoveSampleForm content={content} remove={removeSample} /> : null;
}
