import type { Words } from '#lib/core';
import { EmptyState, useSay } from '#lib/ui';
import { LinkButton } from '../api/link-button.tsx';

const text = {
  missing: { zh: '没有这个页面', en: 'There is no such page' },
  hint: { zh: '地址可能写错了，或者它已被移走。', en: 'The address may be mistyped, or the page has moved.' },
  home: { zh: '回到首页', en: 'Go home' },
} satisfies Record<string, Words>;

/** For an address that leads nowhere. */
export default function MissingPage() {
  const say = useSay();
  return (
    <EmptyState
      page
      picture="search"
      title={say(text.missing)}
      action={
        <LinkButton href="/" type="primary">
          {say(text.home)}
        </LinkButton>
      }
    >
      {say(text.hint)}
    </EmptyState>
  );
}
