const table =
  'smile 😄 grin 😁 joy 😂 laugh 🤣 wink 😉 blush 😊 heart_eyes 😍 kiss 😘 thinking 🤔 neutral 😐 ' +
  'unamused 😒 sweat 😅 sad 😢 cry 😭 angry 😠 scream 😱 sleep 😴 sunglasses 😎 nerd 🤓 party 🥳 ' +
  'shrug 🤷 facepalm 🤦 wave 👋 thumbsup 👍 thumbsdown 👎 clap 👏 pray 🙏 muscle 💪 ok_hand 👌 point_up ☝️ ' +
  'eyes 👀 heart ❤️ broken_heart 💔 fire 🔥 star ⭐ sparkles ✨ tada 🎉 gift 🎁 cake 🍰 coffee ☕ ' +
  'tea 🍵 beer 🍺 pizza 🍕 apple 🍎 sun ☀️ moon 🌙 rain 🌧️ snow ❄️ rainbow 🌈 cat 🐱 dog 🐶 ' +
  'bug 🐛 rocket 🚀 car 🚗 bike 🚲 house 🏠 book 📖 pencil ✏️ mail ✉️ phone 📱 laptop 💻 camera 📷 ' +
  'music 🎵 ball ⚽ game 🎮 clock 🕒 bulb 💡 lock 🔒 key 🔑 hammer 🔨 wrench 🔧 check ✅ cross ❌ ' +
  'warning ⚠️ question ❓ exclamation ❗ hundred 💯 zzz 💤 pin 📌 link 🔗 chart 📈 calendar 📅';

/** By the names that people type between colons. */
export const emoji: Readonly<Record<string, string>> = Object.fromEntries(
  [...table.matchAll(/(\S+) (\S+)/g)].map(([, name = '', char = '']) => [name, char]),
);
