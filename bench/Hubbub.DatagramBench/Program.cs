// What the transport costs.
//   blocks [seconds] [managed]      memory to memory in one process over loopback, encrypted
//   serve HOST PORT [managed]       takes blocks and tells each second what has come
//   send HOST PORT SECONDS [managed]  sends blocks for so long (also between network namespaces)
//   messages [count] [managed]      echo of 100 bytes, one after the other and 64 at once; the same over TCP
//   idle [connections]              memory of idle connections, both ends in one process
//   served [count]                  messages through the real server, over TCP and over UDP (hubbub is built before)
//   served-idle [sessions] [tcp]    memory of idle sessions on the real server
using Hubbub.DatagramBench;

var isFast = !args.Contains("managed");
var words = args.Where(word => word != "managed").ToArray();
switch (words.FirstOrDefault())
{
    case "blocks":
        Blocks.Loopback(Number(1, 5), isFast);
        break;
    case "serve":
        Blocks.Serve(words[1], Number(2, 53142), isFast);
        break;
    case "send":
        Blocks.Send(words[1], Number(2, 53142), Number(3, 10), isFast);
        break;
    case "messages":
        await Messages.Run(Number(1, 20_000), isFast);
        break;
    case "idle":
        Idle.Run(Number(1, 10_000));
        break;
    case "served":
        await Served.Messages(Number(1, 4_000));
        break;
    case "served-idle":
        await Served.Idle(Number(1, 10_000), isUdp: !words.Contains("tcp"));
        break;
    default:
        Console.Error.WriteLine(
            "blocks | serve HOST PORT | send HOST PORT SECONDS | messages | idle | served | served-idle"
        );
        return 2;
}

return 0;

int Number(int index, int otherwise) => words.Length > index ? int.Parse(words[index]) : otherwise;
