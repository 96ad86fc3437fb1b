import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { useLanguage } from '../say/language.tsx';
import { antdTheme } from './antd-theme.ts';
import './base.css';
import './touch.css';
import { type ChangeHabit, light, type Mode, type Tokens, tokensOf } from './tokens.ts';
import { cssVariables } from './tokens-css.ts';

const TokensContext = createContext<Tokens>(light);

/** The colours of the theme in force. */
export function useTokens(): Tokens {
  return useContext(TokensContext);
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Whether the reader's system is set to dark. */
export function useSystemMode(): Mode {
  return useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

/** Whether the reader asked for no movement. */
export function useStill(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)');
}

/** Whether the screen is as narrow as a phone. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 767px)');
}

interface Props {
  readonly mode: Mode;
  readonly habit?: ChangeHabit;
  /** The page's CSP nonce, for the style sheets antd writes. */
  readonly nonce?: string;
  readonly children: ReactNode;
}

/** Colours, type and antd's theme for everything below; stands inside a LanguageProvider. */
export function ThemeProvider({ mode, habit = 'teal-up', nonce, children }: Props) {
  const tokens = tokensOf[mode];
  const still = useStill();
  const narrow = useNarrow();
  const language = useLanguage();
  const theme = useMemo(() => antdTheme(tokens, still, narrow), [tokens, still, narrow]);
  // On the root element, so that drawers and menus beside the app have them too; CSSOM, so that a strict CSP allows it.
  useLayoutEffect(() => {
    const root = document.documentElement;
    for (const [name, value] of Object.entries(cssVariables(tokens, habit)))
      root.style.setProperty(name, value);
    root.dataset.theme = tokens.mode;
    root.style.colorScheme = tokens.mode;
  }, [tokens, habit]);
  return (
    <TokensContext value={tokens}>
      <ConfigProvider
        theme={theme}
        locale={language === 'zh' ? zhCN : enUS}
        csp={nonce ? { nonce } : undefined}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        {children}
      </ConfigProvider>
    </TokensContext>
  );
}
