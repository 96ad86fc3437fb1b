import { PageHeader, useSay } from '#lib/ui';
import { Charts } from './charts.tsx';
import { Controls } from './controls.tsx';
import './gallery.css';
import { Layouts } from './layouts.tsx';
import { Marks } from './marks.tsx';
import { States } from './states.tsx';
import { Tables } from './tables.tsx';
import { text } from './text.ts';

/** Every control, chart and state of `lib/ui` in the reader's language and theme, for those who build pages. */
export default function GalleryPage() {
  const say = useSay();
  return (
    <div className="gallery">
      <PageHeader title={say(text.gallery)} sentence={say(text.gallerySentence)} />
      <Controls />
      <Charts />
      <Marks />
      <Tables />
      <States />
      <Layouts />
    </div>
  );
}
