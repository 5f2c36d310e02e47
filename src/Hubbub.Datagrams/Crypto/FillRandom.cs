namespace Hubbub.Datagrams;

/// <summary>
/// Fills with bytes that nobody can guess: <c>RandomNumberGenerator.Fill</c>, or in a simulation the
/// dice of its seed.
/// </summary>
public delegate void FillRandom(Span<byte> into);
