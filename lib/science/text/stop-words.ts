const words =
  "的 了 和 是 在 我 有 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 他 她 它 们 我们 你们 他们 这个 那个 什么 怎么 为 为了 与 及 或 但 但是 而 而且 因为 所以 如果 虽然 然后 还 还有 还是 又 再 被 把 让 给 对 对于 从 向 于 以 之 其 此 该 每 各 些 吗 呢 吧 啊 哦 呀 嘛 啦 个 位 次 年 月 日 时 时候 可以 可能 能 应该 已经 一些 一样 一直 这样 那样 不过 只是 就是 不是 比较 觉得 感觉 真的 非常 太 最 更 没 后 前 里 中 下 多 少 大 小 来 过 得 地 a an the and or but if then else of to in on at by for with about against between into through from up down is are was were be been being have has had do does did i you he she it we they me him her them my your his its our their this that these those what which who whom when where why how all any both each few more most other some such no nor not only own same so than too very can will just don should now there here as also would could it's i'm don't didn't";

/** Words that say nothing of what a text is about, Chinese and English. */
export const stopWords: ReadonlySet<string> = new Set(words.split(' '));
