import { command } from '../command.ts';
import { withProduct } from '../with-product.ts';

/** Makes a project whose data is seen in no other. */
export const projectCreate = command({
  name: 'project create',
  summary: {
    en: 'make a project; the data of one project is never seen in another',
    zh: '新建项目；各项目的数据互不相见',
  },
  takes: { en: 'NAME', zh: '名称' },
  options: {
    owner: {
      hint: { en: 'MAIL', zh: '邮箱' },
      summary: {
        en: 'whose it is; by default that of the oldest project',
        zh: '所有者的邮箱，默认与最早的项目相同',
      },
    },
    'time-zone': {
      hint: { en: 'ZONE', zh: '时区' },
      summary: {
        en: 'where its days begin, Asia/Shanghai by default',
        zh: '按哪个时区分日，默认 Asia/Shanghai',
      },
    },
  },
  examples: [
    'linger project create 海外站 --time-zone America/New_York',
    'PROJECT=$(linger project create shop --owner li.na@example.com --json | jq -r .id)',
  ],
  async run({ options, words, environment, terminal }) {
    const made = await withProduct({ environment, terminal }, (_call, control) =>
      control('project/make', {
        name: words[0] ?? '',
        owner: options.owner,
        timeZone: options['time-zone'],
      }),
    );
    terminal.answer(made, {
      en: `made project ${made.id}: ${made.name} (${made.timeZone})`,
      zh: `已新建项目 ${made.id}：${made.name}（${made.timeZone}）`,
    });
    if (made.owners === 0)
      terminal.note({
        en: `nobody owns it yet: linger account create MAIL --role owner --project ${made.id}`,
        zh: `它还没有所有者：linger account create 邮箱 --role owner --project ${made.id}`,
      });
  },
});
