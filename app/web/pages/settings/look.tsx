import { Segmented } from 'antd';
import type { Language } from '#lib/core';
import { type ChangeHabit, useSay } from '#lib/ui';
import { usePreferences } from '../../api/preferences.tsx';
import { Field } from './field.tsx';
import { Part } from './part.tsx';
import { text } from './text.ts';

/** Language, theme and what the colours of change mean, for this browser. */
export function Look() {
  const say = useSay();
  const { language, mode, habit, choose } = usePreferences();
  return (
    <Part title={say(text.look)} sentence={say(text.lookSentence)}>
      <div className="settings-form">
        <Field label={say(text.language)}>
          {() => (
            <Segmented
              aria-label={say(text.language)}
              value={language}
              onChange={(next) => choose({ language: next as Language })}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          )}
        </Field>
        <Field label={say(text.theme)}>
          {() => (
            <Segmented
              aria-label={say(text.theme)}
              value={mode}
              onChange={(next) => choose({ mode: next })}
              options={(['light', 'dark', 'system'] as const).map((one) => ({
                value: one,
                label: say(text[one]),
              }))}
            />
          )}
        </Field>
        <Field label={say(text.habit)}>
          {() => (
            <Segmented
              aria-label={say(text.habit)}
              value={habit}
              onChange={(next) => choose({ habit: next as ChangeHabit })}
              options={[
                { value: 'teal-up', label: say(text.tealUp) },
                { value: 'red-up', label: say(text.redUp) },
              ]}
            />
          )}
        </Field>
      </div>
    </Part>
  );
}
