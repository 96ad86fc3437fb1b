import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { copyText } from './copy-text.ts';

/** Copies a text and says that it did. */
export function CopyButton({ value, children }: { value: string; children?: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size="small"
      type="text"
      icon={copied ? <CheckOutlined /> : <CopyOutlined />}
      onClick={() => void copyText(value).then(() => setCopied(true))}
    >
      <span aria-live="polite">{copied ? say(text.copied) : (children ?? say(text.copy))}</span>
    </Button>
  );
}
