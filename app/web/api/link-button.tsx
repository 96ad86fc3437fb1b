import { Button, type ButtonProps } from 'antd';
import { useLocation } from 'wouter';
import { within } from './base.ts';

interface Props extends Pick<ButtonProps, 'type' | 'children' | 'icon'> {
  readonly href: string;
}

/** A link that looks like a button: one stop for the keyboard, opens in a new tab when asked to. */
export function LinkButton({ href, ...rest }: Props) {
  const [, go] = useLocation();
  return (
    <Button
      {...rest}
      href={within(href)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button > 0) return;
        event.preventDefault();
        go(href);
      }}
    />
  );
}
