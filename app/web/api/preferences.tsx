import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Language } from '#lib/core';
import { type ChangeHabit, LanguageProvider, type Mode, ThemeProvider, useSystemMode } from '#lib/ui';

/** What a reader chose for this browser; kept in it. */
interface Preferences {
  readonly language: Language;
  readonly mode: Mode | 'system';
  readonly habit: ChangeHabit;
  readonly project?: number;
}

interface Context extends Preferences {
  readonly choose: (change: Partial<Preferences>) => void;
}

const KEY = 'linger.preferences';
const PreferencesContext = createContext<Context | undefined>(undefined);

function read(): Preferences {
  const first: Preferences = {
    language: navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    mode: 'system',
    habit: 'teal-up',
  };
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return first;
  }
}

/** Language, theme and habits of the reader for everything below. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(read);
  const system = useSystemMode();
  const context = useMemo<Context>(
    () => ({
      ...preferences,
      choose: (change) =>
        setPreferences((now) => {
          const next = { ...now, ...change };
          localStorage.setItem(KEY, JSON.stringify(next));
          document.documentElement.lang = next.language === 'zh' ? 'zh-CN' : 'en';
          return next;
        }),
    }),
    [preferences],
  );
  document.documentElement.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
  return (
    <PreferencesContext value={context}>
      <LanguageProvider language={preferences.language}>
        <ThemeProvider
          mode={preferences.mode === 'system' ? system : preferences.mode}
          habit={preferences.habit}
        >
          {children}
        </ThemeProvider>
      </LanguageProvider>
    </PreferencesContext>
  );
}

export function usePreferences(): Context {
  const context = useContext(PreferencesContext);
  if (!context) throw new Error('usePreferences outside of PreferencesProvider');
  return context;
}
