import { fault } from '#lib/core';

export const unknownDefinition = fault('definition.unknown', 404, {
  en: 'there is nothing under {given} in this project that you may see',
  zh: '本项目里没有 {given}，或者您无权查看',
});

export const unknownKind = fault('definition.unknown-kind', 400, {
  en: 'unknown kind: {given}; known are {allowed}',
  zh: '不认识的种类：{given}；可用的有 {allowed}',
});

export const unknownVersion = fault('definition.unknown-version', 404, {
  en: '“{name}” has no version {given}; there are 1 to {newest}',
  zh: '「{name}」没有第 {given} 版；共有第 1 至第 {newest} 版',
});

export const wrongBody = fault('definition.wrong-body', 400, {
  en: 'the definition is not right at {path}: {reason}; given: {given}',
  zh: '定义的 {path} 处不对：{reason}；给出的是：{given}',
});

export const changedMeanwhile = fault('definition.changed-meanwhile', 409, {
  en: '{who} saved “{name}” at {at} as version {newest}; you started from version {given}. Neither is lost: look at the newest, then save on version {newest}, or save yours as a copy',
  zh: '{who} 已在 {at} 把「{name}」存为第 {newest} 版，您是从第 {given} 版开始改的。两边都没有丢：先看最新版，再以第 {newest} 版为基础保存，或把您的另存一份',
});

export const onlyView = fault('definition.only-view', 403, {
  en: 'you may see “{name}”, not change it; ask {owner} to share it for editing, or save a copy',
  zh: '您只能查看「{name}」，不能修改；请让 {owner} 共享编辑权限，或另存一份',
});

export const notYours = fault('definition.not-yours', 403, {
  en: 'only {owner} and the owners of the project decide who sees “{name}”, and whether it goes to the trash',
  zh: '只有 {owner} 和项目所有者能决定「{name}」给谁看、要不要删除',
});

export const inTrash = fault('definition.in-trash', 409, {
  en: '“{name}” is in the trash; take it out first',
  zh: '「{name}」在回收站里；请先恢复',
});

export const stillUsed = fault('definition.still-used', 409, {
  en: '“{name}” is used by {by}; take it out there first',
  zh: '「{name}」正被 {by} 使用；请先在那里去掉',
});

export const circle = fault('definition.circle', 400, {
  en: '“{name}” would contain itself through “{through}”; take that out',
  zh: '「{name}」会经由「{through}」包含它自己；请去掉',
});

export const unknownReference = fault('definition.unknown-reference', 400, {
  en: 'there is no {kind} {given} in this project that you may see; choose another or take it out',
  zh: '本项目里没有 {given}（{kind}），或者您无权查看；请换一个或去掉',
});

export const referenceInTrash = fault('definition.reference-in-trash', 400, {
  en: '“{name}”, which this uses, is in the trash; take it out of the trash, or out of here',
  zh: '这里用到的「{name}」在回收站里；请恢复它，或在这里去掉',
});

export const unknownMember = fault('definition.unknown-member', 400, {
  en: '{given} does not belong to this project; share with its members, a role or the whole project',
  zh: '{given} 不是本项目的成员；只能共享给成员、某个角色或整个项目',
});

export const nobodyOwns = fault('definition.nobody-owns', 400, {
  en: 'what a key makes cannot be kept from the project, for nobody could see it then; leave the sharing out, or share it with the project',
  zh: '密钥创建的内容不能设为私有，否则谁都看不到；请不写共享，或共享给整个项目',
});

export const wrongFile = fault('definition.wrong-file', 400, {
  en: '{file}: {reason}',
  zh: '{file}：{reason}',
});

export const sameName = fault('definition.same-name', 409, {
  en: '{count} of the kind {kind} are called “{name}”; files tell them apart by name alone, so rename all but one first',
  zh: '有 {count} 个 {kind} 都叫「{name}」；文件只按名称区分，请先改名',
});
