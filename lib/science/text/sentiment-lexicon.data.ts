/** Words that praise or blame, gathered for reviews of shops, hotels, food and services; of our own making. */
export const praise = {
  zh: '好 不错 很好 满意 喜欢 棒 赞 优秀 方便 舒适 舒服 干净 整洁 漂亮 精致 热情 周到 贴心 耐心 专业 细心 快 及时 实惠 便宜 划算 超值 值得 推荐 惊喜 完美 好吃 美味 新鲜 可口 香 丰富 宽敞 安静 温馨 豪华 高档 正品 质量好 流畅 清晰 好用 实用 耐用 合适 合身 柔软 亲切 友好 礼貌 负责 放心 安心 开心 愉快 高兴 感谢 谢谢 支持 信赖 可靠 稳定 强大 先进 时尚 好看 大方 独特 有趣 精彩 感动 经典 给力 性价比高 物超所值 物美价廉 优惠 一流 极好 超好 点赞 爱 舒心 省心 顺利 迅速 准时 齐全 完善 优质 良好 理想 出色 卓越 到位 地道 正宗 五星 还会再来 下次还来 会再来 回购 再次光临',
  en: 'good great excellent amazing awesome love loved loves like liked nice best better perfect perfectly wonderful fantastic happy pleased satisfied delicious tasty fresh friendly helpful fast quick easy comfortable clean beautiful lovely fun enjoy enjoyed enjoyable recommend recommended worth impressed impressive brilliant superb outstanding favorite pleasant reliable solid sturdy cheap affordable bargain clear crisp works worked well thank thanks cool fine incredible terrific fabulous charming touching interesting gem attentive polite prompt smooth beautifully quality funny hilarious masterpiece memorable powerful stunning delight delightful glad pretty sharp sweet strong super joy',
} as const;

export const blame = {
  zh: '差 很差 太差 极差 坏 糟糕 糟 烂 垃圾 失望 不满 后悔 难吃 难闻 臭 脏 乱 破 旧 陈旧 破旧 吵 吵闹 噪音 慢 贵 昂贵 坑 骗 骗人 欺骗 假 假货 山寨 劣质 粗糙 故障 坏了 死机 卡 发热 漏 漏水 裂 掉色 褪色 起球 异味 味道大 冷漠 恶劣 态度差 敷衍 推诿 不理 不耐烦 投诉 退货 退款 差评 无语 郁闷 生气 恼火 气愤 麻烦 不便 不方便 难用 难受 不舒服 不舒适 不干净 不新鲜 不好 不行 不值 不推荐 不会再 不再 再也不 没用 无用 浪费 上当 受骗 问题 毛病 缺点 缺陷 遗憾 可惜 恶心 可怕 恐怖 无聊 枯燥 简陋 狭小 阴暗 潮湿 霉味 老化 落后 一般 勉强 凑合 最差 晕 倒霉 不热 没有热水 没人 不知道 不能 根本 居然 竟然 还不如 严重',
  en: 'bad worse worst poor poorly terrible awful horrible disappointing disappointed disappointment hate hated waste wasted useless broken broke cheaply slow rude cold dirty nasty disgusting bland tasteless overpriced expensive boring dull stupid annoying annoyed difficult hard uncomfortable unreliable defective defect crashed crash fail failed fails failure problem problems issue issues wrong missing lost late return returned refund complaint complain avoid never nobody nothing unfortunately sucks sucked mediocre lacking lacks junk garbage crap lousy weak flimsy painful pathetic ridiculous ugly unusable unprofessional unacceptable ignored wait waited waiting scam fake mess messy stale soggy greasy rotten sick lame predictable unfunny cheesy worthless trouble sad angry fault faulty freezes drops dies died dead dropped static',
} as const;

/** Words that turn what follows them round. */
export const turn = {
  zh: '不 没 没有 无 未 别 非 并不 毫无 不太 不是 不怎么 称不上 谈不上 算不上',
  en: "not no never neither nor none cannot can't don't doesn't didn't isn't wasn't aren't weren't won't wouldn't couldn't shouldn't hardly barely without nothing",
} as const;

/** Words that make what follows them stronger. */
export const stress = {
  zh: '很 非常 太 特别 十分 极 极其 超 超级 相当 最 更 真 真的 实在 尤其 挺 好',
  en: 'very really so too extremely absolutely totally super highly incredibly most truly quite',
} as const;
