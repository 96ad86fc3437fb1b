import { Button } from 'antd';
import { useState } from 'react';
import { CodeBlock, Drawer, Section, Split, Tiles, useSay } from '#lib/ui';
import { Item } from './item.tsx';
import { cities } from './sample.ts';
import { text } from './text.ts';

/** How parts of a page stand beside and above each other. */
export function Layouts() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Section title={say(text.layouts)} note={say(text.layoutsNote)}>
      <div className="gallery-items">
        <Item name="tiles" title={say(text.tiles)} wide>
          <Tiles min={200}>
            {cities.slice(0, 3).map(({ name }) => (
              <div key={name.en} className="ui-paper">
                {say(name)}
              </div>
            ))}
          </Tiles>
        </Item>
        <Item name="split" title={say(text.split)} wide>
          <Split side={say(text.conditions)} sideLabel={say(text.conditions)} summary={say(text.conditions)}>
            {say(text.answer)}
          </Split>
        </Item>
        <Item name="code" title={say(text.code)}>
          <CodeBlock label="JavaScript" code={"linger.track('Order Paid');"} />
        </Item>
        <Item name="drawer" title={say(text.drawer)}>
          <Button onClick={() => setOpen(true)}>{say(text.openDrawer)}</Button>
        </Item>
      </div>
      <Drawer
        open={open}
        title={say(text.regulars)}
        sentence={say(text.emptyHint)}
        actions={<Button type="primary">{say(text.save)}</Button>}
        onClose={() => setOpen(false)}
      >
        {say(text.answer)}
      </Drawer>
    </Section>
  );
}
